# language: fr
@R10
Fonctionnalité: Sa mère y va pour elle

  Scénario: Au magasin
    Étant donné que Linda est cliente
    Et que l'entreprise a promis à Linda par e-mail :
      | offre       | téléphone offert |
      | prix        | gratuit          |
      | prix normal | 130,00 $         |
    Quand Linda ouvre l'e-mail
    Et que sa mère Ruth profite au magasin de l'offre pour Linda
    Alors la promesse est tenue partout
