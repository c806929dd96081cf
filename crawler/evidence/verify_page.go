package evidence

import "bytes"

// checkPage makes the readable page again. Where its sum is another than the
// list says, that tells which of the two was changed.
func (v *verification) checkPage() {
	if v.page == nil {
		return
	}
	doubt := v.pageSum != ""
	if doubt && v.sameAgain() {
		v.add(Bad, SumsFile, "it says %s of %s, which shows what the other files hold and has %s", v.pageSum, PageFile, Sum(v.page))
		return
	}
	if doubt {
		v.add(Bad, PageFile, "its SHA-256 is %s, and %s says %s: it was changed", Sum(v.page), SumsFile, v.pageSum)
		return
	}
	v.comparePage()
}

func (v *verification) sameAgain() bool {
	again, err := v.renderAgain()
	return err == nil && bytes.Equal(again, v.page)
}

func (v *verification) renderAgain() ([]byte, error) {
	return renderPage(v.annotation, v.text, v.records, []File{{ArchiveFile, v.archive}, {TextFile, []byte(v.text)}, {StatementFile, v.statement}})
}

func (v *verification) comparePage() {
	if v.annotation.Type == "" {
		return // the statement is no good, which was told
	}
	again, err := v.renderAgain()
	switch {
	case err != nil:
		v.add(Bad, PageFile, "it can't be made again: %v", err)
	case bytes.Equal(again, v.page):
		v.add(Good, PageFile, "it shows what the other files hold")
	case bytes.Contains(v.page, []byte(pageVersion())):
		v.add(Bad, PageFile, "it does not show what the other files hold")
	default:
		v.add(Note, PageFile, "made by another version, so that only its sum was checked")
	}
}
