"""The register: what is registered of a business, folded from its applications."""
