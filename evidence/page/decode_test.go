package page

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// TestShortTexts tells the encoding of texts as short as a record of a bibliography,
// which do not say it.
func TestShortTexts(t *testing.T) {
	for _, c := range []struct {
		enc  encoding.Encoding
		text string
	}{
		{japanese.ShiftJIS, "海峡の安全保障"}, {japanese.ShiftJIS, "AU  - 佐藤, 花\nTI  - 港湾の二十年とその行方\nT2  - 外交"}, {japanese.ShiftJIS, "@book{a, author={佐藤, 一郎}, title={輸出管理}, year=2022}"},
		{japanese.ShiftJIS, "AU  - 李 鍾元\nTI  - 戦後関係史\nPB  - 東京\nPY  - 2017年2月"}, {japanese.ShiftJIS, "ミナトの話"},
		{japanese.EUCJP, "海峡の安全保障"}, {japanese.EUCJP, "AU  - 佐藤, 一郎\nTI  - 経済安全保障\nT2  - 国際政治"},
		{korean.EUCKR, "AU  - 박민호\nTI  - 안보\nT2  - 외교"}, {korean.EUCKR, "바다의 겨울"}, {korean.EUCKR, "AU  - 金民洙\nTI  - 韓日關係史 硏究\nT2  - 歷史學報"}, {korean.EUCKR, "정민아 · 손열"},
		{simplifiedchinese.GBK, "AU  - 王花\nTI  - 大国关系与海上合作\nT2  - 世界经济与政治"}, {traditionalchinese.Big5, "AU  - 林花\nTI  - 東北亞安全與兩岸關係\nT2  - 問題與研究"},
		{charmap.KOI8R, "AU  - Сомов, И. А.\nTI  - Север в Азии"}, {charmap.Windows1251, "AU  - Сомов, И. А.\nTI  - Север в Азии"},
		{charmap.ISO8859_2, "@book{a, author={Świętosławska, Łucja}, title={Współpraca państw}, year=2001}"}, {charmap.Windows1250, "@book{a, author={Wiśniewski, Jan}, title={Książka o żegludze}, year=2001}"},
		{charmap.Windows1250, "@book{a, author={Kovács, Győző and Şahin, Ayşe}, title={Erdők és főutak}}"},
		{charmap.Windows1252, "AU  - O’Dell, Zoë\nTI  - The “quiet” fleet – a primer"}, {charmap.Windows1252, "TI  - L’année «calme» à Orléans: où, quand, combien? 25 £"}, {charmap.Windows1252, "¿Qué pasó en España el año pasado? ¡Señor!"},
		{charmap.Windows1252, "TI  - Über die Straße © 2020, § 4, 20 °C"}, {charmap.Windows1252, "TI  - Fjæren på øya; Åse Øygard"},
	} {
		src, err := c.enc.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if got, name, note, err := Decode([]byte(src), ""); err != nil || string(got) != c.text || note == "" {
			t.Errorf("%s is read as %s, as %s; %s, %v", c.text, got, name, note, err)
		}
	}
}
