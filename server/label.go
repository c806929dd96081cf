package server

import (
	"time"

	"onrecord/extractor"
	"onrecord/index"
)

// label is what people call a value of a facet, for a name the name.
func label(f index.Field, value string) string {
	words := ""
	switch f {
	case index.Quote:
		words = quoteLabel(extractor.Quote(value))
	case index.Certainty:
		words = certaintyLabel(extractor.Certainty(value))
	case index.Kind:
		words = kindLabel(extractor.Kind(value))
	case index.Month:
		if t, err := time.Parse("2006-01", value); err == nil {
			words = t.Format("January 2006")
		}
	}
	if words == "" {
		return value
	}
	return words
}

func quoteLabel(q extractor.Quote) string {
	switch q {
	case extractor.Direct:
		return "in quotation marks"
	case extractor.Mixed:
		return "partly in quotation marks"
	case extractor.Indirect:
		return "in the article's words"
	}
	return ""
}

func certaintyLabel(c extractor.Certainty) string {
	switch c {
	case extractor.Plain:
		return "as a plain statement"
	case extractor.Hedged:
		return "hedged by the speaker"
	case extractor.Alleged:
		return "kept at a distance by the article"
	}
	return ""
}

func kindLabel(k extractor.Kind) string {
	switch k {
	case extractor.Government:
		return "public body"
	case extractor.Unnamed:
		return "unnamed source"
	case extractor.NoKind:
		return "of no known kind"
	}
	return ""
}
