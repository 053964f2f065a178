# language: de
@R18
Funktionalität: Online gekauft, im Laden zurückgegeben

  Szenario: Nach drei Wochen zurückgebracht
    Angenommen die Firma nimmt "Kestrel Stand" 30 Tage lang zurück
    Und Linda ist Kundin
    Wenn Linda "Kestrel Stand" auf der Website kauft
    Und 20 Tage vergehen
    Und sie "Kestrel Stand" im Laden zurückgibt
    Und sie die Bestätigung der Erstattung liest
    Dann bekommt Linda das Geld wie versprochen zurück
