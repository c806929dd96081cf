package digest

import (
	"context"
	"errors"
	"fmt"
	stdmail "net/mail"
	"time"

	"github.com/wneessen/go-mail"
)

// SMTP hands letters to a mail server.
type SMTP struct {
	Host string
	Port int
	// User and Password are empty when the server wants none.
	User, Password string
	// TLS is "starttls" (the default: required), "tls" (from the first byte)
	// or "none".
	TLS string
}

// Deliver hands the letter over, its bytes as they are. Once the server has
// accepted it there is no way back, and none to learn later that it did.
func (s SMTP) Deliver(ctx context.Context, l Letter) (string, error) {
	client, err := s.client()
	if err != nil {
		return "", fmt.Errorf("smtp %s: %w", s.Host, err)
	}
	from, err := stdmail.ParseAddress(l.From)
	if err != nil {
		return "", fmt.Errorf("smtp %s: sender: %w", s.Host, err)
	}
	to, err := stdmail.ParseAddress(l.To)
	if err != nil {
		return "", fmt.Errorf("smtp %s: recipient: %w", s.Host, err)
	}
	conn, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return "", fmt.Errorf("smtp %s: %w", s.Host, err)
	}
	send := func() error {
		if err := conn.Mail(from.Address); err != nil {
			return fmt.Errorf("sender: %w", err)
		}
		if err := conn.Rcpt(to.Address); err != nil {
			return fmt.Errorf("recipient: %w", err)
		}
		w, err := conn.Data()
		if err != nil {
			return err
		}
		if _, err := w.Write(l.Message); err != nil {
			return errors.Join(err, w.Close())
		}
		return w.Close()
	}
	if err := send(); err != nil {
		return "", fmt.Errorf("smtp %s: %w", s.Host, errors.Join(err, client.CloseWithSMTPClient(conn)))
	}
	// It is delivered: a server that can't say goodbye doesn't change that.
	_ = client.CloseWithSMTPClient(conn)
	return fmt.Sprintf("smtp://%s/%s", s.Host, to.Address), nil
}

func (s SMTP) client() (*mail.Client, error) {
	options := []mail.Option{mail.WithTimeout(30 * time.Second)}
	switch s.TLS {
	case "", "starttls":
		options = append(options, mail.WithTLSPortPolicy(mail.TLSMandatory))
	case "tls":
		options = append(options, mail.WithSSLPort(false))
	case "none":
		options = append(options, mail.WithTLSPortPolicy(mail.NoTLS))
	default:
		return nil, fmt.Errorf("unknown tls %q: want starttls, tls or none", s.TLS)
	}
	if s.Port != 0 {
		options = append(options, mail.WithPort(s.Port))
	}
	if s.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(s.User), mail.WithPassword(s.Password))
	}
	return mail.NewClient(s.Host, options...)
}
