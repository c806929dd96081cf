package crawler

import (
	"time"

	"onrecord/extractor"
)

// NoteType is the content type of a Note in an archive's metadata record.
const NoteType = "application/vnd.onrecord.article+json"

// Note tells in an archive what was made of a capture: it stands in a metadata
// record beside it, and the text in a conversion record. An import takes both
// as they are, so that an archive of ours gives the same articles again.
type Note struct {
	// Asked is the URL that the page is known by, and Fetched when it was.
	Asked   string
	Fetched time.Time
	// Origin names the file that the capture was imported from.
	Origin string `json:",omitempty"`
	// Withheld names the header fields that are not in the archive because
	// they may hold secrets.
	Withheld []string `json:",omitempty"`
	// Article is without its text, of which TextSHA256 is the hex digest and
	// TextLength the number of code points.
	Article    extractor.Article
	TextSHA256 string
	TextLength int
	// Credit is the news agency that the article gives credit to, perhaps in a
	// line that is not in its text.
	Credit string `json:",omitempty"`
	Reader ReaderInfo
	// Statements are those found in the text.
	Statements []NotedStatement
}

// NotedStatement is a statement with its ID and its places in code points.
type NotedStatement struct {
	Statement string `json:"statement"`
	extractor.StatementLine
}
