@R13
Feature: A complaint reaches somebody empowered, who puts it right in time

  Scenario Outline: She complains to the <place>
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
      | line          | Maya               |
    When Linda opens the email
    And she complains to the <place>
    Then the complaint is put right in time

    Examples:
      | place           |
      | complaints desk |
      | call centre     |
