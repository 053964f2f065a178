# language: fr
@R11
Fonctionnalité: Un dossier ouvert ici est connu ailleurs

  Scénario: Ouvert en magasin, demandé par SMS et sur le site
    Étant donné que Linda est cliente
    Et que l'entreprise a promis à Linda par e-mail :
      | offre       | téléphone offert |
      | prix        | gratuit          |
      | prix normal | 130,00 $         |
    Quand Linda ouvre l'e-mail
    Et qu'elle fait ouvrir un dossier au magasin : "La carte SIM ne marche pas à l'étranger."
    Et qu'elle demande par SMS où en est le dossier
    Et qu'elle demande sur le site où en est le dossier
    Alors le dossier est connu partout où va Linda
