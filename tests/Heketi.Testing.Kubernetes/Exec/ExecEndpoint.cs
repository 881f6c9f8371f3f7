using System.Net;
using Heketi.Testing.Kubernetes.Faults;
using Heketi.Testing.Kubernetes.Objects;
using Microsoft.AspNetCore.Http;

namespace Heketi.Testing.Kubernetes.Exec;

/// <summary>Exec by WebSocket; SPDY is refused politely.</summary>
internal static class ExecEndpoint
{

    public static async Task ServeAsync(FakeKubernetes server, HttpContext context, ObjectKey pod, Fault? fault)
    {
        if (server.Objects.Get(pod) is not { } found)
        {
            await Answers.StatusAsync(context, HttpStatusCode.NotFound, $"pods \"{pod.Name}\" not found");
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Answers.StatusAsync(context, HttpStatusCode.BadRequest, "Upgrade request required: WebSocket, not SPDY");
            return;
        }

        var container = context.Request.Query["container"].ToString();
        if (!found["spec"]!["containers"]!.AsArray().Any(each => (string?)each!["name"] == container))
        {
            await Answers.StatusAsync(context, HttpStatusCode.BadRequest, $"container {container} is not valid for pod {pod.Name}");
            return;
        }

        var offered = context.WebSockets.WebSocketRequestedProtocols;
        var protocol = server.Protocols.FirstOrDefault(offered.Contains);
        if (protocol is null)
        {
            context.Response.StatusCode = (int)HttpStatusCode.Forbidden;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(fault is WrongProtocolFault ? null : protocol);
        using var channels = new ExecChannels(socket, protocol, fault as ExecFault);
        string[] command = [.. context.Request.Query["command"].Select(word => word!)];
        await channels.RunAsync((input, write) => server.Shell.RunAsync(found, command, input, write, context.RequestAborted), context.RequestAborted);
    }
}
