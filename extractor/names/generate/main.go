// Command generate turns public lists into the data files of extractor/names:
// the companies known to the US regulator, the constituents of an index, the
// news outlets of a crawler's list, the names counted by the US census, and
// the words of an English dictionary.
//
// It writes listed.txt, press.txt, given.txt, surnames.txt and words.txt. The
// other files of the folder are written by hand and win over these.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	var in sources
	flag.StringVar(&in.tickers, "tickers", "", "company_tickers_exchange.json of the regulator")
	flag.StringVar(&in.index, "index", "", "constituents of an index, CSV")
	flag.StringVar(&in.outlets, "outlets", "", "news outlets, CSV: country, id, name, site")
	flag.StringVar(&in.census, "census", "", "folder with dist.all.last, dist.male.first, dist.female.first")
	flag.StringVar(&in.words, "words", "", "dictionary, one word a line")
	out := flag.String("out", ".", "folder to write into")
	flag.Parse()
	if err := run(in, *out); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

type sources struct{ tickers, index, outlets, census, words string }

func run(in sources, out string) error {
	dict, err := readWords(in.words)
	if err != nil {
		return err
	}
	people, err := readCensus(in.census)
	if err != nil {
		return err
	}
	companies, err := listed(in.tickers, in.index, dict, people)
	if err != nil {
		return err
	}
	press, err := outlets(in.outlets)
	if err != nil {
		return err
	}
	for name, text := range map[string]string{
		"listed.txt":   companies,
		"press.txt":    press,
		"given.txt":    people.givenFile(dict),
		"surnames.txt": people.surnamesFile(dict),
		"words.txt":    dict.file(),
	} {
		if err := os.WriteFile(filepath.Join(out, name), []byte(text), 0o644); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}
