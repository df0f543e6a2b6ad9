"""The embedders that come with maang; each imports its library when it is opened."""
