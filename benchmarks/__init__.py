"""What an update costs, beside yardsticks: `python -m benchmarks`; results in docs/benchmarks.md."""
