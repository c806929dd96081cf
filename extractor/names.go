package extractor

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed names/*.txt
var embeddedNames embed.FS

// lexical says what a word by itself may be in a name.
type lexical uint64

const (
	maleGiven lexical = 1 << iota
	femaleGiven
	eitherGiven
	surnameWord
	titleWord
	roleWord
	particleWord
	suffixWord
	legalWord
	companyWord
	governmentWord
	organisationWord
	thingWord
	monthWord
	initialsWord
	functionWord
	englishWord
	pressWord
	documentWord
	ownWord
	personalWord
	measuredWord
	spokesWord
	officialWord
	humanWord
	quantityWord
	privateWord
	headWord
	placeRole
	businessWord
	speechWord
	owningWord
	countingWord
	servesWord
	leadsWord
)

const (
	givenWord = maleGiven | femaleGiven | eitherGiven
	shapeWord = legalWord | companyWord | governmentWord | organisationWord | pressWord
)

// sections maps the headings of the word files to what they say.
func sections() map[string]lexical {
	return map[string]lexical{
		"male": maleGiven, "female": femaleGiven, "either": eitherGiven, "surname": surnameWord,
		"title": titleWord, "role": roleWord, "name-particle": particleWord, "name-suffix": suffixWord,
		"legal": legalWord, "company": companyWord, "government": governmentWord,
		"organisation": organisationWord, "thing": thingWord, "month": monthWord,
		"initials": initialsWord, "function": functionWord, "word": englishWord,
		"press": pressWord, "document": documentWord, "own": ownWord, "personal": personalWord,
		"measured": measuredWord, "spokes": spokesWord, "officials": officialWord, "human": humanWord,
		"quantity": quantityWord, "private": privateWord, "heads": headWord, "statesman": placeRole,
		"business": businessWord, "speech": speechWord, "owning": owningWord, "count": countingWord,
		"serves": servesWord, "leads": leadsWord,
	}
}

// word is what is known of a single word: what it may be, and its number in
// the gazetteer, from 1.
type word struct {
	is lexical
	id int32
}

// nameBook holds what is known about names: what single words may be, and the
// gazetteer of names of several words.
type nameBook struct {
	words map[string]word
	gazetteer
	// nouns gives for "airline", "tech giant" the traits of who may be meant.
	nouns map[string][]string
}

// loadNames reads the embedded names and adds those of the folder names of the
// rule book in use.
func loadNames(files fs.FS) (*nameBook, error) {
	b := &nameBook{words: make(map[string]word, 1<<17), nouns: make(map[string][]string)}
	b.gazetteer.init()
	own, err := fs.Sub(embeddedNames, "names")
	if err != nil {
		return nil, fmt.Errorf("open embedded names: %w", err)
	}
	if err := b.read(own); err != nil {
		return nil, err
	}
	if more, err := fs.Sub(files, "names"); err == nil {
		if err := b.read(more); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// read takes in the files of a folder. The first file that names a party
// decides, so what is written by hand precedes what is generated.
func (b *nameBook) read(files fs.FS) error {
	for _, f := range []struct {
		name string
		read func(text string) error
	}{
		{"shapes.txt", b.readWords}, {"phrases.txt", b.readWords}, {"people.txt", b.readWords}, {"given.txt", b.readWords},
		{"surnames.txt", b.readWords}, {"words.txt", b.readWords}, {"nouns.txt", b.readNouns},
		{"places.txt", b.readPlaces},
		{"companies.txt", b.reader(Company, false)}, {"outlets.txt", b.reader(Organisation, true)},
		{"agencies.txt", b.reader(Government, false)}, {"organisations.txt", b.reader(Organisation, false)},
		{"listed.txt", b.reader(Company, false)}, {"press.txt", b.reader(Organisation, true)},
	} {
		text, err := fs.ReadFile(files, f.name)
		if err != nil {
			if len(b.entries) > 0 && errors.Is(err, fs.ErrNotExist) {
				continue // a folder of additions need not have every file
			}
			return fmt.Errorf("read names: %w", err)
		}
		if err := f.read(string(text)); err != nil {
			return fmt.Errorf("read names: %s:%w", f.name, err)
		}
	}
	return nil
}

// lines calls do with each line that is neither empty nor a comment.
func lines(text string, do func(line string) error) error {
	number := 0
	for line := range strings.SplitSeq(text, "\n") {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := do(line); err != nil {
			return fmt.Errorf("%d: %w", number, err)
		}
	}
	return nil
}

func (b *nameBook) readWords(text string) error {
	known := sections()
	var is lexical
	return lines(text, func(line string) error {
		if rest, ok := strings.CutPrefix(line, "["); ok {
			heading, after, _ := strings.Cut(rest, "]")
			if is = known[heading]; is == 0 {
				return fmt.Errorf("unknown section %q", heading)
			}
			line = after
		}
		for form := range strings.FieldsSeq(line) {
			form = strings.TrimSuffix(form, ".")
			w := b.words[form]
			w.is |= is
			b.words[form] = w
		}
		return nil
	})
}

func (b *nameBook) readNouns(text string) error {
	return lines(text, func(line string) error {
		phrase, traits, ok := strings.Cut(line, "|")
		if !ok {
			return fmt.Errorf("no traits for %q", line)
		}
		b.nouns[strings.TrimSpace(phrase)] = list(traits)
		return nil
	})
}

func (b *nameBook) readPlaces(text string) error {
	heading := ""
	return lines(text, func(line string) error {
		if strings.HasPrefix(line, "[") {
			heading = strings.Trim(line, "[]")
			return nil
		}
		for _, name := range list(line) {
			b.add(name, entry{name: name, kind: placeKind(heading), traits: []string{heading}})
		}
		return nil
	})
}

// list splits at commas and drops what is empty.
func list(s string) []string {
	var out []string
	for item := range strings.SplitSeq(s, ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}
