package org.hotline.engine;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Operaton with REST, Cockpit, Tasklist and Admin; all settings come from the environment (application.yaml). */
@SpringBootApplication
public class EngineApplication {

  public static void main(String[] args) {
    String password = System.getenv("ENGINE_PASSWORD");
    if (password == null || password.isBlank()) {
      System.err.println("ENGINE_PASSWORD is not set: the engine's REST API and Cockpit need a password (npm start makes one).");
      System.exit(2);
    }
    SpringApplication.run(EngineApplication.class, args);
  }
}
