"""Other packages' interfaces over this library, for code that is written for them."""
