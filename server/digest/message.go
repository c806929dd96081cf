package digest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	stdmail "net/mail"
	"net/url"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
)

// MessageID is the same for the same subscription and period, whenever and
// however often the digest is composed. The domain is the sender's.
func MessageID(subscription string, until time.Time, from string) (string, error) {
	sender, err := stdmail.ParseAddress(from)
	if err != nil {
		return "", fmt.Errorf("sender %q: %w", from, err)
	}
	sum := sha256.Sum256([]byte(subscription + "\x00" + until.UTC().Format(time.RFC3339)))
	return hex.EncodeToString(sum[:12]) + "@" + domain(sender.Address), nil
}

// domain is what follows the @ of an address.
func domain(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }

// Message writes the whole mail: a text part made by hand and an HTML part.
// It depends on the digest alone, so that composing twice gives the same bytes;
// its date is the period's end.
func (d Digest) Message() ([]byte, error) {
	text, html, err := d.Parts()
	if err != nil {
		return nil, err
	}
	id, err := MessageID(d.Subscription, d.Until, d.From)
	if err != nil {
		return nil, fmt.Errorf("digest %s: %w", d.Subscription, err)
	}
	sender, err := stdmail.ParseAddress(d.From) // MessageID has read it, too
	if err != nil {
		return nil, fmt.Errorf("digest %s: sender: %w", d.Subscription, err)
	}
	local, host, _ := strings.Cut(id, "@")
	m := mail.NewMsg(mail.WithBoundary("digest-"+local), mail.WithNoDefaultUserAgent(), mail.WithEncoding(mail.EncodingQP))
	if err := m.From(d.From); err != nil {
		return nil, fmt.Errorf("digest %s: sender: %w", d.Subscription, err)
	}
	if err := m.To(d.To); err != nil {
		return nil, fmt.Errorf("digest %s: recipient: %w", d.Subscription, err)
	}
	m.Subject(clip(d.show(0).headline(), 2*longestName))
	m.SetMessageIDWithValue(id)
	m.SetDateWithValue(d.Until.In(d.Zone))
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader("List-Id", "<"+label(d.Subscription)+".digest."+host+">")
	m.SetListUnsubscribe("<mailto:" + sender.Address + "?subject=" + url.PathEscape("unsubscribe "+d.Subscription) + ">")
	m.SetBodyString(mail.TypeTextPlain, text)
	m.AddAlternativeString(mail.TypeTextHTML, string(html))
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("digest %s: write the mail: %w", d.Subscription, err)
	}
	return b.Bytes(), nil
}

// label makes a part of a host name of an ID.
func label(id string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '-'
	}, id)
}
