FROM node:24.21.0-slim AS build
WORKDIR /jobdouble
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# What a first start compiles is kept beside the program, where the image's user may not write.
RUN npm run bundle && { timeout 4 node dist/cli.js serve --port 0 || true; } && ls dist/code-cache && node dist/cli.js --version

FROM node:24.21.0-slim
WORKDIR /jobdouble
COPY --from=build /jobdouble/package.json ./
COPY --from=build /jobdouble/dist ./dist
USER node
ENV JOBDOUBLE_HOST=0.0.0.0 JOBDOUBLE_CONTROL=off
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=4s --start-period=2s CMD ["node", "dist/cli.js", "health"]
ENTRYPOINT ["node", "dist/cli.js"]
CMD ["serve"]
