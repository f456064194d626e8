# The bundle is the same for every architecture, so it is made once, on that of the machine that builds.
FROM --platform=$BUILDPLATFORM node:24.21.0-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6 AS build
WORKDIR /jobdouble
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# What a first start compiles is kept beside the program, where the image's user may not write.
RUN npm run bundle && { timeout 4 node dist/cli.js serve --port 0 || true; } && ls dist/code-cache && node dist/cli.js --version

FROM node:24.21.0-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6
LABEL org.opencontainers.image.title="jobdouble" \
      org.opencontainers.image.description="A test double for servers that run jobs: OGC API – Processes and Tator's Job API" \
      org.opencontainers.image.licenses="MIT AND Apache-2.0 AND BSD-3-Clause AND ISC AND 0BSD"
COPY --from=build /jobdouble/package.json /jobdouble/LICENSE /jobdouble/
COPY --from=build /jobdouble/dist /jobdouble/dist
# The seed is a file of this folder: JOBDOUBLE_SEED=ndvi.yaml.
WORKDIR /seed
VOLUME /seed
USER 1000:1000
ENV JOBDOUBLE_HOST=0.0.0.0 JOBDOUBLE_PORT=8080 JOBDOUBLE_CONTROL=with-key
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=4s --start-period=5s CMD ["node", "/jobdouble/dist/cli.js", "health"]
ENTRYPOINT ["node", "/jobdouble/dist/cli.js"]
CMD ["serve"]
