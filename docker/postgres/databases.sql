-- Run once, when the server's volume is empty: the app's own database is POSTGRES_DB.
CREATE DATABASE engine;
CREATE DATABASE gateway;
