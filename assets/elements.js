"use strict";
// The browser's half of cockpit/web/elements.py: small components for Dash's renderer.
window.cockpit_elements = {
  // The server has escaped everything in it, as in its first answer.
  Rows: function (props) {
    return window.React.createElement("tbody", { dangerouslySetInnerHTML: { __html: props.html } });
  },
  Links: function (props) {
    const { setProps, componentPath, loading_state, html, ...shown } = props;
    return window.React.createElement("nav", { ...shown, dangerouslySetInnerHTML: { __html: html } });
  },
  Input: function (props) {
    const { setProps, value, componentPath, loading_state, ...shown } = props;
    return window.React.createElement("input", { ...shown, defaultValue: value });
  },
  Drawing: function (props) {
    const { setProps, componentPath, loading_state, children, ...shown } = props;
    return window.React.createElement("svg", shown, children);
  },
  Outline: function (props) {
    const { setProps, componentPath, loading_state, d, href, ...shown } = props;
    const make = window.React.createElement;
    if (!href) return make("path", { ...shown, d });
    return make("a", { ...shown, href }, make("title", null, shown["aria-label"]), make("path", { d }));
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
