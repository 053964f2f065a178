# language: de
@R1 @R21
Funktionalität: Was öffentlich beginnt, geht privat weiter

  Szenario: Auf Social Media gefragt, in der App eingelöst
    Angenommen Linda ist Kundin
    Und die Firma hat Linda per E-Mail versprochen:
      | Angebot         | halber Preis |
      | Preis           | 60,00 $      |
      | regulärer Preis | 130,00 $     |
    Wenn Linda die E-Mail öffnet
    Und sie auf Social Media nach dem Angebot fragt
    Und sie das Angebot in der App einlöst
    Dann wird das Versprechen überall gehalten
    Und Linda bekommt rechtzeitig Antwort
    Und öffentlich wird nichts Persönliches von Linda gesagt
