package extractor

// resolve tells whose statement an attribution is.
func (b *Book) resolve(d *document, a *attribution) Party { return Party{Kind: NoKind} }
