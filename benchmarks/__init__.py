"""What an update costs, beside yardsticks: `python -m benchmarks`. See docs/benchmarks.md."""
