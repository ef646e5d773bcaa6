package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// FolderName gives the name of a source's folder in the archive. Ids stay as
// their exporter wrote them and may hold anything, so every character that is
// not a letter or digit of ASCII, or one of ".-_", is written as %XX, as is a
// leading stop; a long name is cut and ends in a hash. The name never leads out
// of the archive.
func FolderName(id string) string {
	var b strings.Builder
	for i := 0; i < len(id); i++ {
		c := id[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '.' && i > 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	name := b.String()
	if len(name) > 120 {
		sum := sha256.Sum256([]byte(id))
		name = name[:100] + "-" + hex.EncodeToString(sum[:8])
	}
	return name
}
