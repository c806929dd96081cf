package extractor

import "io/fs"

// labelBook holds the words that stances, certainty and channels go by.
type labelBook struct{}

func loadLabels(files fs.FS) (*labelBook, error) { return &labelBook{}, nil }

// label fills a statement's stance, target, certainty, channel and via.
func (b *Book) label(d *document, a *attribution, s *Statement) {
	s.Stance, s.Certainty = Say, Plain
}
