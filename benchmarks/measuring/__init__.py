"""How the benchmarks measure: pure functions over what a system printed, and one observer."""
