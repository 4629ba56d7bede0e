# One image for all five services: docker-compose.yml says which of them a container is.
FROM node:22-bookworm-slim AS node

FROM maven:3.9-eclipse-temurin-25 AS build
# Node builds the web application; nothing of it is in the image that runs.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
RUN mvn -B -q -pl standalone -am package -Dmaven.test.skip=true -Dspotless.check.skip=true -Djacoco.skip=true

FROM eclipse-temurin:25-jre
RUN apt-get update -q \
    && apt-get install -y -q --no-install-recommends bubblewrap curl git \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /var/lib/agentdesk agentdesk
COPY --from=build /source/standalone/target/libraries /opt/agentdesk/lib
USER agentdesk
WORKDIR /var/lib/agentdesk
VOLUME /var/lib/agentdesk
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-cp", "/opt/agentdesk/lib/*"]
