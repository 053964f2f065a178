# language: de
@R1 @R9
Funktionalität: Was im Laden notiert wurde, weiß auch die Hotline

  Szenario: Sie ruft zwei Tage später an
    Angenommen Linda ist Kundin, mit einem Anschluss für ihre Tochter Maya
    Und die Firma hat Linda per E-Mail versprochen:
      | Angebot         | kostenloses Upgrade                           |
      | Preis           | kostenlos                                     |
      | regulärer Preis | 130,00 $                                      |
      | gilt            | im Laden, auf der Website und bei der Hotline |
      | gilt für        | 30 Tage                                       |
    Wenn Linda die E-Mail öffnet
    Und sie im Laden nach dem Angebot für den Anschluss von Maya fragt
    Und sie im Laden eine Notiz schreiben lässt: "Das Upgrade ist kostenlos."
    Und 2 Tage vergehen
    Und sie bei der Hotline nach der Notiz fragt
    Dann wird das Versprechen überall gehalten
    Und die Notiz wird gefunden, wohin Linda auch geht
