# The process engine: Operaton on Spring Boot.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY engine/pom.xml engine/
RUN mvn -q -B -f engine/pom.xml dependency:go-offline
COPY engine/src engine/src
RUN mvn -q -B -f engine/pom.xml -DskipTests package

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 hotline
COPY --from=build /build/engine/target/hotline-engine.jar /opt/hotline-engine.jar
USER hotline
ENV ENGINE_ADDRESS=0.0.0.0 ENGINE_PORT=8090 ENGINE_JAVA_OPTS="-Xmx768m -XX:+UseParallelGC"
EXPOSE 8090
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=12 \
  CMD curl -fsS http://127.0.0.1:8090/actuator/health || exit 1
# exec: the JVM gets the signal to stop
CMD ["sh", "-c", "exec java $ENGINE_JAVA_OPTS -jar /opt/hotline-engine.jar"]
