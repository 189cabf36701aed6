"""A photo with its marks for other people's viewers: IIIF Presentation 3 and W3C Web Annotation."""
