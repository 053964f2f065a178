# language: fr
@R1
Fonctionnalité: Ce que le site promet, le magasin le tient

  Scénario: Promis sur le site
    Étant donné que Linda est cliente
    Et que l'entreprise a fait à Linda sur le site la promesse suivante :
      | offre       | remise   |
      | prix        | 65,00 $  |
      | prix normal | 130,00 $ |
    Quand Linda prend connaissance de l'offre sur le site
    Et qu'elle profite au magasin de l'offre
    Alors la promesse est tenue partout
