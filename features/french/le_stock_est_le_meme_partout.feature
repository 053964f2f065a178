# language: fr
@R16
Fonctionnalité: Le stock est le même partout

  Scénario: Vu sur le site, puis au magasin
    Étant donné que l'entreprise a trois exemplaires de "Kestrel Dock" en stock
    Et que Linda est cliente
    Quand elle regarde sur le site combien de "Kestrel Dock" il reste
    Et qu'elle regarde au magasin combien de "Kestrel Dock" il reste
    Alors le stock affiché est le même partout
