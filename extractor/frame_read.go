package extractor

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// line is a line of a data file, split at its first space.
type line struct {
	file      string
	number    int
	key, rest string
}

func (l line) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", l.file, l.number, fmt.Sprintf(format, args...))
}

// readBlocks reads a data file: blocks of `key rest` lines parted by blank
// lines; lines that begin with # say something to people.
func readBlocks(files fs.FS, name string) ([][]line, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("read data file: %w", err)
	}
	var blocks [][]line
	var block []line
	scan := bufio.NewScanner(bytes.NewReader(data))
	scan.Buffer(make([]byte, 0, 64<<10), 1<<20)
	for n := 1; scan.Scan(); n++ {
		text := strings.TrimSpace(scan.Text())
		if strings.HasPrefix(text, "#") {
			continue
		}
		if text == "" {
			if len(block) > 0 {
				blocks = append(blocks, block)
			}
			block = nil
			continue
		}
		key, rest, _ := strings.Cut(text, " ")
		block = append(block, line{name, n, key, strings.TrimSpace(rest)})
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(block) > 0 {
		blocks = append(blocks, block)
	}
	return blocks, nil
}

// readIrregular reads the irregular forms: a lemma and its forms a line.
func readIrregular(files fs.FS) (map[string][]string, error) {
	blocks, err := readBlocks(files, "irregular.txt")
	if err != nil {
		return nil, err
	}
	out := make(map[string][]string)
	for _, block := range blocks {
		for _, l := range block {
			forms := strings.Fields(l.rest)
			if len(forms) < 2 {
				return nil, l.errorf("%s needs a past and a participle", l.key)
			}
			out[l.key] = forms
		}
	}
	return out, nil
}

// readFrames reads the frames into a table from word form to cue word.
func readFrames(files fs.FS) (map[string]*cueWord, error) {
	irregular, err := readIrregular(files)
	if err != nil {
		return nil, err
	}
	blocks, err := readBlocks(files, "frames.txt")
	if err != nil {
		return nil, err
	}
	words := make(map[string]*cueWord)
	for _, block := range blocks {
		if err := addFrame(words, block, irregular); err != nil {
			return nil, err
		}
	}
	return words, nil
}

// addFrame adds one block of frames.txt to words. An earlier block keeps what
// it says of a word and a complement.
func addFrame(words map[string]*cueWord, block []line, irregular map[string][]string) error {
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
					return l.errorf("unknown complement %q", name)
				}
				takes = append(takes, complement(c))
			}
		case "stance":
			if !slices.Contains(Stances(), Stance(l.rest)) {
				return l.errorf("unknown stance %q", l.rest)
			}
			f.stance = Stance(l.rest)
		case "certainty":
			f.certainty = Certainty(l.rest)
		case "trust":
			if err := f.readTrust(l); err != nil {
				return err
			}
		case "target":
			f.target = l.rest
		case "verbs", "nouns", "adjectives":
			for _, lemma := range strings.Fields(l.rest) {
				addLemma(words, l.key, lemma, f, takes, irregular)
			}
		default:
			return l.errorf("unknown line %q", l.key)
		}
	}
	if f.name == "" {
		return block[0].errorf("a frame needs a name")
	}
	return nil
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

func addLemma(words map[string]*cueWord, class, lemma string, f frame, takes []complement, irregular map[string][]string) {
	f.lemma = lemma
	host, particle, two := strings.Cut(lemma, "_")
	if class == "verbs" && two {
		for form, kind := range inflections(host, irregular) {
			w := cueOf(words, form, host)
			w.form |= kind
			w.addPhrasal(particle, lemma, &f, takes)
		}
		return
	}
	switch class {
	case "verbs":
		for form, kind := range inflections(lemma, irregular) {
			w := cueOf(words, form, lemma)
			if w.verb == nil {
				w.lemma = lemma
				w.verb = &uses{}
			}
			w.form |= kind
			w.verb.add(&f, takes)
		}
	case "nouns":
		for _, form := range []string{lemma, third(lemma)} {
			w := cueOf(words, form, lemma)
			if w.noun == nil {
				w.noun = &uses{}
			}
			w.noun.add(&f, takes)
		}
	case "adjectives":
		w := cueOf(words, lemma, lemma)
		if w.adjective == nil {
			w.adjective = &uses{}
		}
		w.adjective.add(&f, takes)
	}
}

func (w *cueWord) addPhrasal(particle, lemma string, f *frame, takes []complement) {
	for i := range w.phrasal {
		if w.phrasal[i].particle == particle {
			w.phrasal[i].uses.add(f, takes)
			return
		}
	}
	p := phrasal{particle, lemma, &uses{}}
	p.uses.add(f, takes)
	w.phrasal = append(w.phrasal, p)
}

func cueOf(words map[string]*cueWord, form, lemma string) *cueWord {
	w := words[form]
	if w == nil {
		w = &cueWord{lemma: lemma}
		words[form] = w
	}
	return w
}

func (u *uses) add(f *frame, takes []complement) {
	for _, c := range takes {
		if u[c] == nil {
			u[c] = f
		}
	}
}
