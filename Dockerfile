# heketi and heketi-cli in one image, for linux/amd64 and linux/arm64. Build: docker buildx build --platform linux/amd64,linux/arm64 -t heketi .
# The SDK runs on the machine's own platform and builds for the target's; heketi-cli is native, so it is built on the target.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS server
ARG TARGETARCH
WORKDIR /source
COPY . .
RUN dotnet publish src/Heketi.Server -c Release -o /app -a "$TARGETARCH" --self-contained false

FROM mcr.microsoft.com/dotnet/sdk:10.0-aot AS cli
WORKDIR /source
COPY . .
RUN dotnet publish client/Heketi.Cli -c Release -o /app

# Not chiseled: the start script needs a shell, gunzip and chown
FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN groupadd --system --gid 10001 heketi \
 && useradd --system --uid 10001 --gid 10001 --no-create-home heketi \
 && mkdir -p /etc/heketi /var/lib/heketi /backupdb \
 && chown heketi:heketi /var/lib/heketi
COPY --from=server /app /opt/heketi
COPY --from=cli /app/heketi-cli /usr/bin/heketi-cli
COPY extras/container/heketi-start /usr/bin/heketi-start
RUN ln -s /opt/heketi/heketi /usr/bin/heketi
# Single files and traces go to /tmp, which is an emptyDir when the root file system is read-only
ENV DOTNET_EnableDiagnostics=0
USER 10001:10001
EXPOSE 8080
VOLUME ["/etc/heketi", "/var/lib/heketi"]
ENTRYPOINT ["/usr/bin/heketi-start"]
