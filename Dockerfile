# heketi and heketi-cli in one image. Build: docker build -t heketi .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/Heketi.Server -c Release -o /app --locked-mode \
 && dotnet publish client/Heketi.Cli -c Release -o /app/cli --locked-mode -p:PublishAot=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN useradd --system --uid 10001 heketi \
 && mkdir -p /etc/heketi /var/lib/heketi && chown heketi /var/lib/heketi
COPY --from=build /app /opt/heketi
RUN ln -s /opt/heketi/heketi /usr/bin/heketi && ln -s /opt/heketi/cli/heketi-cli /usr/bin/heketi-cli
USER heketi
EXPOSE 8080
VOLUME ["/etc/heketi", "/var/lib/heketi"]
ENTRYPOINT ["/opt/heketi/heketi"]
CMD ["--config=/etc/heketi/heketi.json"]
