"""What the server tells those who watch over it: figures in the form of Prometheus, for inside only."""
