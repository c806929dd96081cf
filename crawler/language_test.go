package crawler

import (
	"os"
	"strings"
	"testing"
)

// TestLanguage holds that a text's words tell its language, whatever its page
// calls itself.
func TestLanguage(t *testing.T) {
	table, err := os.ReadFile("testdata/languages.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		want, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		for _, declared := range []string{"", want, strings.ToUpper(want) + "_XX", "en", "de-AT", "es", "nl", "pt-BR", "sv", "ja", "x-unknown"} {
			if got := language(text, declared); got != want {
				t.Errorf("%q on a page in %q: %q, want %q", text, declared, got, want)
			}
		}
	}
}

// TestLanguageAgreed holds that the words of most pages are enough to believe
// what they call themselves.
func TestLanguageAgreed(t *testing.T) {
	for _, c := range []struct {
		language, text string
		agree          bool
	}{
		{"en", "The operator of the grid said on Tuesday that the fault had been found in its control room, and that it was mended by four.", true},
		{"fr", "The operator of the grid said on Tuesday that the fault had been found in its control room, and that it was mended by four.", false},
		{"en", "The fault was mended.", false},
		{"xx", "The operator of the grid said on Tuesday that the fault had been found in its control room, and that it was mended by four.", false},
		{"es", "O operador da rede disse na terça-feira que a falha foi encontrada e reparada em quatro horas e que nenhum cliente ficou sem energia", false},
		{"nl", "Die operateur van die netwerk het Dinsdag gesê dat die fout binne vier uur gevind en herstel is, en dat geen kliënt sonder krag was nie.", false},
	} {
		if got := functions.agree(c.text, c.language); got != c.agree {
			t.Errorf("%q agrees with %s: %t", c.text, c.language, got)
		}
	}
}

// TestLanguageTold holds that the page's word is taken where the text's tell
// nothing.
func TestLanguageTold(t *testing.T) {
	for _, text := range []string{"", "12:30 — 14:45", "…"} {
		if got := language(text, "en-GB"); got != "en" {
			t.Errorf("%q: %q", text, got)
		}
	}
}
