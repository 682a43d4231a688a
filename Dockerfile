# The command in a container: npm run pack -- cli && docker build --tag tickerlake .
# docs/how-to/run-in-a-container.md says how to run it.
FROM node:24-bookworm-slim AS install
WORKDIR /opt/tickerlake
COPY dist/packages/tickerlake-cli-*.tgz cli.tgz
RUN npm install --no-audit --no-fund --ignore-scripts --no-save ./cli.tgz && rm cli.tgz

FROM node:24-bookworm-slim
ENV NODE_ENV=production
COPY --from=install /opt/tickerlake /opt/tickerlake
RUN mkdir /data && chown 1000:1000 /data
# The user `node` of the image, as a number that Kubernetes can check.
USER 1000
WORKDIR /data
VOLUME /data
# Healthy while the page shows a release; a month of a simulated market takes a few seconds, a real one minutes.
HEALTHCHECK --interval=30s --timeout=10s --start-period=10m \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4600/api/summary').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/opt/tickerlake/node_modules/@tickerlake/cli/apps/tickerlake/dist/main.js"]
CMD ["start", "--no-open", "--port", "4600"]
