"""What the toolkit writes: workbooks as bytes, made from facts that are already known."""
