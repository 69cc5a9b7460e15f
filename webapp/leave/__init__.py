"""A parent asks for leave, and the school decides, by the law on compulsory attendance."""
