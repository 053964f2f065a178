# language: de
@R17
Funktionalität: Im Laden liegt bereit, was online gekauft wurde

  Grundlage:
    Angenommen die Firma verspricht, dass "Kestrel Case" innerhalb von 2 Stunden abholbereit ist
    Und Linda ist Kundin

  Szenario: Bestellt, benachrichtigt, abgeholt
    Wenn Linda "Kestrel Case" auf der Website zur Abholung bestellt
    Und 2 Stunden vergehen
    Und sie im Posteingang die Abholnachricht sucht
    Und sie im Laden die Bestellung auf ihren Namen abholt
    Dann kann die Bestellung wie versprochen abgeholt werden

  Szenario: Ihr Bruder holt es für sie ab
    Wenn Linda "Kestrel Case" auf der Website zur Abholung durch ihren Bruder Omar bestellt
    Und 2 Stunden vergehen
    Und sie bei der Hotline fragt, ob die Bestellung bereitliegt
    Und ihr Bruder Omar im Laden die Bestellung für Linda abholt
    Dann kann die Bestellung wie versprochen abgeholt werden
