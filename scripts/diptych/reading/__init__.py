"""Articles as everything takes them: parsed, faced and annotated; and editions of them."""
