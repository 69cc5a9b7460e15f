"""Oudergesprekken: rounds of talks, times that parents choose, and a plan for the whole school at once."""
