# language: de
@R20 @R21
Funktionalität: Nachrichten kommen, wie die Kundin sie will

  Szenario: In der App gewünscht, per SMS auf Deutsch
    Angenommen Linda ist Kundin
    Und die Firma verkauft "Kestrel Case"
    Wenn sie in der App bittet, ab jetzt per SMS auf Deutsch benachrichtigt zu werden
    Und sie auf der Website nachsieht, wie Nachrichten kommen
    Und sie "Kestrel Case" in der App kauft
    Und sie per SMS eine Nachricht zur Bestellung sucht
    Und sie im Posteingang eine Nachricht zur Bestellung sucht
    Dann schreibt die Firma Linda wie gewünscht
