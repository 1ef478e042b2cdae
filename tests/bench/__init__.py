"""How fast the engine is: districts of any size, and the same pages made by others beside it."""
