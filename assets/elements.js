"use strict";
// The browser's half of cockpit/web/elements.py: two small components for Dash's renderer.
window.cockpit_elements = {
  Input: function (props) {
    const { setProps, value, componentPath, loading_state, ...shown } = props;
    return window.React.createElement("input", { ...shown, defaultValue: value });
  },
  Address: function (props) {
    window.React.useEffect(function () {
      const tell = () => props.setProps({ pathname: location.pathname, search: location.search });
      tell();
      window.addEventListener("popstate", tell);
      window.addEventListener("cockpit:address", tell);
      return function () {
        window.removeEventListener("popstate", tell);
        window.removeEventListener("cockpit:address", tell);
      };
    }, []);
    return null;
  },
};
