# The gateway and the app: one build, two images (--target gateway, --target app).
FROM node:20-bookworm-slim AS build
WORKDIR /build
ENV SCARF_ANALYTICS=false
COPY package.json package-lock.json ./
COPY gateway/package.json gateway/
COPY web/package.json web/
RUN npm ci --no-audit --no-fund
COPY tsconfig.base.json tsconfig.build.json ./
COPY gateway gateway
COPY web web
COPY src src
RUN npm run build

FROM node:20-bookworm-slim AS packages
WORKDIR /opt/hotline
ENV SCARF_ANALYTICS=false
COPY package.json package-lock.json ./
COPY gateway/package.json gateway/
COPY web/package.json web/
RUN npm ci --omit=dev --workspace=gateway --include-workspace-root --no-audit --no-fund && npm cache clean --force

FROM packages AS gateway
COPY --from=build /build/gateway/dist gateway/dist
USER node
ENV NODE_ENV=production GATEWAY_ADDRESS=0.0.0.0 GATEWAY_PORT=8088
EXPOSE 8088 26500
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=6 \
  CMD node -e "fetch('http://127.0.0.1:8088/ready').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "--enable-source-maps", "gateway/dist/main.js"]

FROM packages AS app
COPY --from=build /build/dist dist
COPY --from=build /build/web/dist web/dist
COPY bin bin
COPY bpmn bpmn
COPY config config
RUN mkdir -p /var/lib/hotline && chown node:node /var/lib/hotline
USER node
ENV NODE_ENV=production HOTLINE_ADDRESS=0.0.0.0 HOTLINE_PORT=3000 HOTLINE_DATA=/var/lib/hotline
VOLUME /var/lib/hotline
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD node -e "fetch('http://127.0.0.1:3000/health/ready').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "--enable-source-maps", "dist/main.js"]
