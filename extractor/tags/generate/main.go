// Generate writes the tagger's data, perceptron.txt and verbs.txt, from the
// published models and word lists that README.md names:
//
//	go run ./extractor/tags/generate -weights weights.gob -tags tags.gob -verbs index.json -irregular exc.json -out extractor/tags
//
// It prunes and rounds the weights; it is run by hand when a source changes.
package main

import (
	"encoding/gob"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
)

func main() {
	weights := flag.String("weights", "", "gob of feature to tag to weight")
	tags := flag.String("tags", "", "gob of unambiguous word to tag")
	verbs := flag.String("verbs", "", "JSON of part of speech to base forms")
	irregular := flag.String("irregular", "", "JSON of part of speech to irregular form to base forms")
	out := flag.String("out", ".", "folder to write to")
	smallest := flag.Float64("smallest", 1, "weights nearer to zero are dropped")
	flag.Parse()

	model, err := perceptron(*weights, *tags, *smallest)
	check(err)
	check(os.WriteFile(filepath.Join(*out, "perceptron.txt"), []byte(model), 0o644))
	forms, err := verbForms(*verbs, *irregular)
	check(err)
	check(os.WriteFile(filepath.Join(*out, "verbs.txt"), []byte(forms), 0o644))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// templates maps the model's feature names to the letters of our file.
// Features that look two words away are left out: they cost time and a tenth
// of a point only.
var templates = map[string]string{
	"bias": "b", "i suffix": "s", "i pref1": "p", "i-1 tag": "t", "i-2 tag": "u",
	"i tag+i-2 tag": "v", "i word": "w", "i-1 tag+i word": "x", "i-1 word": "y",
	"i-1 suffix": "z", "i+1 word": "n", "i+1 suffix": "m",
}

func perceptron(weights, tags string, smallest float64) (string, error) {
	var byFeature map[string]map[string]float64
	if err := readGob(weights, &byFeature); err != nil {
		return "", err
	}
	var known map[string]string
	if err := readGob(tags, &known); err != nil {
		return "", err
	}
	var lines []string
	for word, tag := range known {
		if strings.ContainsFunc(word, letter) {
			lines = append(lines, "= "+word+" "+tag)
		}
	}
	for feature, tags := range byFeature {
		if line := featureLine(feature, tags, smallest); line != "" {
			lines = append(lines, line)
		}
	}
	sort.Strings(lines)
	return strings.Join(lines, "\n") + "\n", nil
}

func letter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

// featureLine writes a feature as "template words TAG weight TAG weight", the
// weights in quarters.
func featureLine(feature string, tags map[string]float64, smallest float64) string {
	fields := strings.Split(feature, " ")
	name, rest := fields[0], fields[1:]
	for len(rest) > 0 && templates[name] == "" {
		name, rest = name+" "+rest[0], rest[1:]
	}
	// "i-1 tag" is the beginning of "i-1 tag+i word", but no word has a space.
	template, ok := templates[name]
	if !ok || slices.Contains(rest, "") {
		return ""
	}
	var pairs []string
	for tag, w := range tags {
		quarters := int(math.Round(w * 4))
		if math.Abs(w) < smallest || strings.ContainsAny(tag, ".,:`'#$()-\"") && tag != "PRP$" && tag != "WP$" {
			continue
		}
		pairs = append(pairs, fmt.Sprintf("%s %d", tag, min(max(quarters, -127), 127)))
	}
	if len(pairs) == 0 {
		return ""
	}
	sort.Strings(pairs)
	return strings.Join(append(append([]string{template}, rest...), pairs...), " ")
}

func readGob(path string, v any) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return gob.NewDecoder(f).Decode(v)
}

var plainWord = regexp.MustCompile(`^[a-z]+$`)

// verbForms lists every verb with its irregular forms: "say said".
func verbForms(index, irregular string) (string, error) {
	var bases map[string][]string
	if err := readJSON(index, &bases); err != nil {
		return "", err
	}
	var exceptions map[string]map[string][]string
	if err := readJSON(irregular, &exceptions); err != nil {
		return "", err
	}
	forms := map[string][]string{}
	for _, base := range bases["verb"] {
		if plainWord.MatchString(base) && len(base) > 1 {
			forms[base] = nil
		}
	}
	for form, of := range exceptions["verb"] {
		if !plainWord.MatchString(form) || len(of) == 0 {
			continue
		}
		forms[of[0]] = append(forms[of[0]], form)
	}
	var lines []string
	for base, irregular := range forms {
		sort.Strings(irregular)
		lines = append(lines, strings.Join(append([]string{base}, irregular...), " "))
	}
	sort.Strings(lines)
	return strings.Join(lines, "\n") + "\n", nil
}

func readJSON(path string, v any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}
