package extractor

import (
	"io/fs"
	"slices"
	"strings"
)

// frameBlock is a block of frames.txt with its examples.
type frameBlock struct {
	frame   frame
	line    line
	yes, no []line
	// lemmas are the block's words; spent are those of them that earlier
	// blocks leave no complement.
	lemmas, spent []string
}

// readFrames reads the frames into a table from word form to cue word.
func readFrames(files fs.FS) (map[string]*cueWord, []*frameBlock, error) {
	irregular, err := readIrregular(files)
	if err != nil {
		return nil, nil, err
	}
	blocks, err := readBlocks(files, "frames.txt")
	if err != nil {
		return nil, nil, err
	}
	words := make(map[string]*cueWord)
	frames := make([]*frameBlock, 0, len(blocks))
	for _, block := range blocks {
		f, err := addFrame(words, block, irregular)
		if err != nil {
			return nil, nil, err
		}
		frames = append(frames, f)
	}
	return words, frames, nil
}

// addFrame adds one block of frames.txt to words. An earlier block keeps what
// it says of a word and a complement.
func addFrame(words map[string]*cueWord, block []line, irregular map[string][]string) (*frameBlock, error) {
	one := &frameBlock{line: block[0]}
	f := frame{stance: Say, certainty: Plain, trust: &[complements]float64{}}
	var takes []complement
	for _, l := range block {
		switch l.key {
		case "frame":
			f.name = l.rest
		case "takes":
			for _, name := range strings.Fields(l.rest) {
				c := slices.Index(complementNames[:], name)
				if c <= 0 {
					return nil, l.errorf("unknown complement %q", name)
				}
				takes = append(takes, complement(c))
			}
		case "stance":
			if !slices.Contains(Stances(), Stance(l.rest)) {
				return nil, l.errorf("unknown stance %q", l.rest)
			}
			f.stance = Stance(l.rest)
		case "certainty":
			f.certainty = Certainty(l.rest)
		case "trust":
			if err := f.readTrust(l); err != nil {
				return nil, err
			}
		case "target":
			f.target = l.rest
		case "verbs", "nouns", "adjectives":
			for _, lemma := range strings.Fields(l.rest) {
				one.lemmas = append(one.lemmas, lemma)
				if !addLemma(words, l.key, lemma, f, takes, irregular) {
					one.spent = append(one.spent, lemma)
				}
			}
		case "yes":
			one.yes = append(one.yes, l)
		case "no":
			one.no = append(one.no, l)
		default:
			return nil, l.errorf("unknown line %q", l.key)
		}
	}
	if f.name == "" {
		return nil, block[0].errorf("a frame needs a name")
	}
	one.frame = f
	return one, nil
}

// readTrust reads a trust line: a number, after the complements that it is
// for where it isn't for all.
func (f *frame) readTrust(l line) error {
	fields := strings.Fields(l.rest)
	if len(fields) == 0 {
		return l.errorf("trust needs a number")
	}
	names := fields[:len(fields)-1]
	l.rest = fields[len(fields)-1]
	trust, err := readTrust(l)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		names = complementNames[:]
	}
	for _, name := range names {
		c := slices.Index(complementNames[:], name)
		if c < 0 {
			return l.errorf("unknown complement %q", name)
		}
		f.trust[c] = trust
	}
	return nil
}
