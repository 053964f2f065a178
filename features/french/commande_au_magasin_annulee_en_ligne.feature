# language: fr
@R21
Fonctionnalité: Commandé au magasin, annulé en ligne

  Scénario: Le jour même
    Étant donné que les commandes de "Kestrel Strap" peuvent être annulées pendant un jour
    Et que Linda est cliente
    Quand elle achète "Kestrel Strap" au magasin
    Et qu'elle annule sa dernière commande sur le site
    Et qu'elle regarde au magasin ce qu'est devenue la commande
    Et qu'elle lit la confirmation du remboursement
    Alors la commande est annulée partout
    Et Linda est remboursée comme promis
