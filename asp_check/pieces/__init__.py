"""The pieces that go with a request: PDF, DOCX, images and data files to what they say, and where."""
