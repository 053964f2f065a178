# language: de
@R10
Funktionalität: Ihre Mutter fragt für sie

  Szenario: Am Telefon
    Angenommen Linda ist Kundin
    Und die Firma hat Linda per E-Mail versprochen:
      | Angebot         | kostenloses Upgrade |
      | Preis           | kostenlos           |
      | regulärer Preis | 130,00 $            |
    Wenn Linda die E-Mail öffnet
    Und ihre Mutter Ruth bei der Hotline nach dem Angebot für Linda fragt
    Dann wird das Versprechen überall gehalten
