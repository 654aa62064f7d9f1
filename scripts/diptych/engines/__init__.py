"""Translation engines, and the careful asking of them."""
