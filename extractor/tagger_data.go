package extractor

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed tags/perceptron.txt
var perceptronText string

// loadTagger reads the embedded model.
func loadTagger() (*tagger, error) { return readTagger(perceptronText) }

// readTagger reads a model: a feature a line, its template's letter, its
// values, then forms with their weights; "= word form" for a word with one
// form only.
func readTagger(text string) (*tagger, error) {
	count := strings.Count(text, "\n")
	size := 1
	for size < 2*count {
		size *= 2
	}
	g := &tagger{slots: make([]slot, size), pulls: make([]pull, 0, 3*count)}
	names := contextNames()
	for number, rest := 1, text; rest != ""; number++ {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		if err := g.read(line, names); err != nil {
			return nil, fmt.Errorf("tags/perceptron.txt:%d: %w", number, err)
		}
	}
	return g, nil
}

// contextNames gives every form and context value by its name.
func contextNames() map[string]form {
	names := map[string]form{"-START-": ctxStart, "-START2-": ctxStart2, ",": ctxComma, ".": ctxStop,
		":": ctxColon, "``": ctxOpenQuote, "''": ctxCloseQuote, "(": ctxOpen, ")": ctxClose,
		"$": ctxCurrency, "#": ctxHash}
	for f := formCC; f <= formMark; f++ {
		names[f.String()] = f
	}
	return names
}

// read adds one line of the model.
func (g *tagger) read(line string, names map[string]form) error {
	template, rest, _ := strings.Cut(line, " ")
	if len(template) != 1 {
		return fmt.Errorf("no template in %q", line)
	}
	var a, b uint32
	var err error
	switch template[0] {
	case 'b':
	case '=':
		word, name, _ := strings.Cut(rest, " ")
		if names[name] == noForm {
			return fmt.Errorf("no form %q", name)
		}
		g.insert(feature('=', hashWord(word), 0), []pull{{form: names[name]}})
		return nil
	case 't', 'u':
		a, rest, err = cutTag(rest, names)
	case 'v':
		if a, rest, err = cutTag(rest, names); err == nil {
			b, rest, err = cutTag(rest, names)
		}
	case 'x':
		if a, rest, err = cutTag(rest, names); err == nil {
			b, rest = cutWord(rest)
		}
	case 'p':
		if rest != "" {
			a, rest = uint32(rest[0]), strings.TrimPrefix(rest[1:], " ")
		}
	default:
		a, rest = cutWord(rest)
	}
	if err != nil {
		return err
	}
	pulls, err := readPulls(rest, names)
	if err != nil {
		return err
	}
	g.insert(feature(template[0], a, b), pulls)
	return nil
}

func cutWord(s string) (uint32, string) {
	word, rest, _ := strings.Cut(s, " ")
	return hashWord(word), rest
}

func cutTag(s string, names map[string]form) (uint32, string, error) {
	name, rest, _ := strings.Cut(s, " ")
	f, ok := names[name]
	if !ok {
		// A tag that we never give: the feature never fires.
		return 1 << 16, rest, nil
	}
	return uint32(f), rest, nil
}

func readPulls(s string, names map[string]form) ([]pull, error) {
	var pulls []pull
	for s != "" {
		var name, weight string
		name, s, _ = strings.Cut(s, " ")
		weight, s, _ = strings.Cut(s, " ")
		w, err := strconv.ParseInt(weight, 10, 8)
		if err != nil {
			return nil, fmt.Errorf("weight of %s: %w", name, err)
		}
		if names[name] == noForm {
			return nil, fmt.Errorf("no form %q", name)
		}
		pulls = append(pulls, pull{form: names[name], weight: int8(w)})
	}
	return pulls, nil
}

func (g *tagger) insert(key uint32, pulls []pull) {
	mask := uint32(len(g.slots) - 1)
	i := key & mask
	for g.slots[i].key != 0 {
		i = (i + 1) & mask
	}
	g.slots[i] = slot{key: key, start: uint32(len(g.pulls)), count: uint32(len(pulls))}
	g.pulls = append(g.pulls, pulls...)
}
